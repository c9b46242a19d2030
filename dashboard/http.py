"""Answers that are made once per release and then given again."""

class PublishedPages:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request): return self.get_response(request)
