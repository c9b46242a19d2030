"""What officials fill in at the desk: entries, evidence, proposals to withdraw a figure."""
