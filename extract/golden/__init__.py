"""Golden posts, expected facts and a model's answers -> scores, and what becomes of the recordings."""
