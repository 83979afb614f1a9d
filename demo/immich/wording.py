"""How the releases word a refusal: 3.x in brief with zod's problems, before it in sentences."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.errors import ApiError, Problem
from demo.immich.state import state_of

SENTENCES: dict[object, Callable[[str, Problem], str]] = {
    "too_small": lambda name, said: f"{name} must not be less than {said['minimum']}",
    "too_big": lambda name, said: f"{name} must not be greater than {said['maximum']}",
    "invalid_format": lambda name, _: f"{name} must be a UUID",
    "invalid_value": lambda name, said: (
        f"{name} must be one of the following values: {_listed(said['values'])}"
    ),
    "invalid_type": lambda name, said: f"{name} must be {KINDS[said['expected']]}",
}
"""What class-validator says, which checked requests before 3.0, by zod's code for the same."""

KINDS: dict[object, str] = {
    "array": "an array",
    "boolean": "a boolean value",
    "number": "an integer number",
    "string": "a string",
}


def refusal(request: web.Request, err: ApiError) -> web.Response:
    """Answer an error in the shape of the server's release."""
    correlation = str(uuid4())
    if not state_of(request).release.words_errors_briefly:
        return json_answer(request, _at_length(err, correlation), err.status)
    errors = {"errors": list(err.problems)} if err.problems else {}
    answer = json_answer(request, {"message": err.message, **errors}, err.status)
    answer.headers["X-Correlation-ID"] = correlation
    return answer


def _at_length(err: ApiError, correlation: str) -> dict[str, object]:
    sentences = [_sentence(problem) for problem in err.problems]
    return {
        "message": sentences or err.message,
        "error": HTTPStatus(err.status).phrase,
        "statusCode": err.status,
        "correlationId": correlation,
    }


def _sentence(problem: Problem) -> str:
    match problem["path"]:
        case [str(name)]:
            return SENTENCES[problem["code"]](name, problem)
        case [str(name), *_]:
            return SENTENCES[problem["code"]](f"each value in {name}", problem)
    raise AssertionError(problem)


def _listed(values: object) -> str:
    return ", ".join(values) if isinstance(values, list) else ""
