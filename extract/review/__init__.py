"""Findings and a reviewer's decisions -> what is decided, the facts set right, the page to decide on."""
