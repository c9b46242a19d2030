"""The Word templates of reports: checked, kept, replaced and retired."""
