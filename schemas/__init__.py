"""The shapes that travel through seatcheck: posts, results, facts, findings; parties and councils as data."""
