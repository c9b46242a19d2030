"""What the API answers: models that are filled from ``Series`` and say what pages say."""
