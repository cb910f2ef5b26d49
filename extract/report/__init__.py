"""A checked run -> one page of HTML for a newsroom: it needs no server, no network and no script."""
