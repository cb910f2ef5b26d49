"""The program: live pages in, checked facts out."""

__version__ = "0.1.0"
