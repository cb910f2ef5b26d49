"""What a person looks at, whichever page it stands on: posts, chambers, sums; templates and colours."""
