"""What taking figures from published texts promises."""
