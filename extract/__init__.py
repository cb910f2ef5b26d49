"""The program: live pages in, checked facts out."""
