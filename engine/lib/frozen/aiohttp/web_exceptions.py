"""Answers that are raised."""

from http import HTTPStatus

from .web_response import Response


class HTTPException(Response, Exception):
    status_code = -1
    empty_body = False

    def __init__(self, *, headers=None, reason=None, body=None, text=None, content_type=None):
        reason = reason or HTTPStatus(self.status_code).phrase
        if body is None and text is None and not self.empty_body:
            text = f"{self.status_code}: {reason}"
        Response.__init__(self, status=self.status_code, headers=headers, reason=reason, body=body, text=text,
                          content_type=content_type)
        Exception.__init__(self, reason)

    __hash__ = Exception.__hash__

    def __eq__(self, other):
        return self is other

    def __str__(self):
        return self.reason


class HTTPError(HTTPException):
    """Base class for exceptions with status codes in the 400s and 500s."""


class HTTPRedirection(HTTPException):
    """Base class for exceptions with status codes in the 300s."""


class HTTPSuccessful(HTTPException):
    """Base class for exceptions with status codes in the 200s."""


class HTTPClientError(HTTPError):
    pass


class HTTPServerError(HTTPError):
    pass


class HTTPMove(HTTPRedirection):
    def __init__(self, location, **kwargs):
        if not location:
            raise ValueError("HTTP redirects need a location to redirect to.")
        super().__init__(**kwargs)
        self.headers["Location"] = str(location)
        self.location = location


class HTTPMethodNotAllowed(HTTPClientError):
    status_code = 405

    def __init__(self, method, allowed_methods, **kwargs):
        super().__init__(**kwargs)
        self.headers["Allow"] = ",".join(sorted(allowed_methods))
        self.allowed_methods = set(allowed_methods)
        self.method = method.upper()


def _define(base, names):
    made = []
    for status, name in names.items():
        globals()[name] = type(name, (base,), {"status_code": status, "empty_body": status in (204, 205, 304),
                                               "__module__": __name__})
        made.append(name)
    return made


__all__ = ["HTTPException", "HTTPError", "HTTPRedirection", "HTTPSuccessful", "HTTPClientError", "HTTPServerError",
           "HTTPMove", "HTTPMethodNotAllowed"]
__all__ += _define(HTTPSuccessful, {200: "HTTPOk", 201: "HTTPCreated", 202: "HTTPAccepted", 204: "HTTPNoContent",
                                    205: "HTTPResetContent", 206: "HTTPPartialContent"})
__all__ += _define(HTTPMove, {300: "HTTPMultipleChoices", 301: "HTTPMovedPermanently", 302: "HTTPFound",
                              303: "HTTPSeeOther", 307: "HTTPTemporaryRedirect", 308: "HTTPPermanentRedirect"})
__all__ += _define(HTTPRedirection, {304: "HTTPNotModified"})
__all__ += _define(HTTPClientError, {
    400: "HTTPBadRequest", 401: "HTTPUnauthorized", 402: "HTTPPaymentRequired", 403: "HTTPForbidden",
    404: "HTTPNotFound", 406: "HTTPNotAcceptable", 408: "HTTPRequestTimeout", 409: "HTTPConflict", 410: "HTTPGone",
    411: "HTTPLengthRequired", 412: "HTTPPreconditionFailed", 413: "HTTPRequestEntityTooLarge",
    415: "HTTPUnsupportedMediaType", 417: "HTTPExpectationFailed", 422: "HTTPUnprocessableEntity",
    429: "HTTPTooManyRequests"})
__all__ += _define(HTTPServerError, {500: "HTTPInternalServerError", 501: "HTTPNotImplemented",
                                     502: "HTTPBadGateway", 503: "HTTPServiceUnavailable",
                                     504: "HTTPGatewayTimeout"})
