"""What templates say things with."""
