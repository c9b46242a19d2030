"""What the pages show, for programs; and what other systems may report."""
