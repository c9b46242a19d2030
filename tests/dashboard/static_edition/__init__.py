"""What the static edition promises."""
