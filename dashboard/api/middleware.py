"""API middleware: language, CORS, throttling and headers for each API request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import get_language_from_request

from . import problems, throttling

ADDRESS = "/api/v1/"
# Tokens are for servers: what a web page may ask for is what everybody may.
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, "
    "Retry-After, Content-Language",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
# What is said of a page does not hold for the problem that takes its place.
OF_A_PAGE = {"content-type", "content-length", "content-language", "cache-control", "expires"}
FIRST_ERROR = 400


class ApiMiddleware:
    """Let requests to the API in without cookies, count them, and say every error as a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer with what other origins and clients may know of it."""
        if not request.path_info.startswith(ADDRESS):
            return self.get_response(request)
        # Whoever is logged in on the site is nobody here.
        request.META.pop("HTTP_COOKIE", None)
        if request.method == "OPTIONS":
            allowed = HttpResponse(status=204, headers={**CROSS_ORIGIN, **PREFLIGHT})
            del allowed["Content-Type"]
            return allowed
        with translation.override(get_language_from_request(request)):
            quota = throttling.count(request)
            refusal = quota and quota.refusal
            answer = problems.answer(refusal) if refusal else self._answer(request)
        for name, value in {**CROSS_ORIGIN, **(quota.headers if quota else {})}.items():
            answer[name] = value
        answer["Vary"] = "Accept-Encoding, Accept-Language"
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if answer.status_code < FIRST_ERROR:
            # Both languages are in it.
            del answer["Content-Language"]
            return answer
        if answer.get("Content-Type") == problems.MEDIA_TYPE:
            return answer
        kept = {name: value for name, value in answer.items() if name.lower() not in OF_A_PAGE}
        if "GET" in kept.get("Allow", ""):
            kept["Allow"] += ", HEAD, OPTIONS"
        with translation.override(get_language_from_request(request)):
            return problems.of_status(answer.status_code, kept)
