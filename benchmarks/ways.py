"""A post -> what seatcheck, instructor and LangExtract each read in it, of the same model and examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import instructor
import openai
from extractions import Extraction, description, example_extractions, fact_of

from extract import offers
from extract.facts import claims
from extract.model.client import Client
from extract.model.connect import Endpoint
from extract.model.errors import AnswerError, in_short
from extract.model.spec import Spec
from extract.placing import councils_of
from extract.prompting import Part, request
from extract.reading import PostRead, read_post
from schemas.post import Post
from schemas.result import Reading

_SECONDS = 1800.0
_NO_KEY = "none"
_RETRIES = 3
_ANSWER_TOKENS = 2000  # the peers' forms are longer than seatcheck's; an endless answer must end
_WHOLE_POST = 1_000_000  # characters: no post is cut into chunks
_LANGEXTRACT_NAMES = {
    "temperature": "temperature",
    "seed": "seed",
    "max_tokens": "max_output_tokens",
}

Said = TypeVar("Said")


class Answered(NamedTuple):
    """What a way made of a post; ``unusable``: how many things it said that no fact can hold."""

    read: PostRead
    unusable: int = 0


Way = Callable[[Post], Answered]


def seatcheck(spec: Spec, base_url: str, posts: Sequence[Post]) -> Way:
    """The product's own way, without the cache and the recordings."""
    client = Client(lambda: Endpoint(base_url, _NO_KEY, _SECONDS))
    named = councils_of(posts)
    return lambda post: Answered(read_post(post, spec, client, page=named[post.page]))


def with_instructor(spec: Spec, base_url: str, _posts: Sequence[Post]) -> Way:
    """Instructor as it is documented; what it answers is taken at its word, and has no spans."""
    client = instructor.from_openai(
        openai.OpenAI(base_url=base_url, api_key=_NO_KEY), mode=instructor.Mode.JSON_SCHEMA
    )

    def read(post: Post) -> Answered:
        said: dict[str, Any] = {}
        for question, response_model in offers.QUESTIONS.items():
            answer = _told(
                client.chat.completions.create,
                model=spec.name,
                response_model=response_model,
                max_retries=_RETRIES,
                messages=_messages(post, question, spec),
                **_sampling(spec),
            )
            said |= dict(answer)
        return Answered(PostRead(tuple(claims(Reading(**said), post)), ()))

    return _failing(read)


def with_langextract(spec: Spec, base_url: str, _posts: Sequence[Post]) -> Way:
    """LangExtract on its openai provider; a fact's span is the interval that it found."""
    # of the extra "peers", which the other ways do not need
    from langextract import extract, factory, prompt_validation  # noqa: PLC0415

    sampling = {
        _LANGEXTRACT_NAMES[name]: value
        for name, value in _sampling(spec).items()
        if name in _LANGEXTRACT_NAMES
    }
    config = factory.ModelConfig(
        model_id=spec.name,
        provider="openai",
        provider_kwargs={"api_key": _NO_KEY, "base_url": base_url, **sampling},
    )
    # its check of the examples raises on one that states nothing
    unchecked = prompt_validation.PromptValidationLevel.OFF
    prompts = {question: shown(question) for question in offers.QUESTIONS}

    def read(post: Post) -> Answered:
        said = []
        for question, examples in prompts.items():
            instructions = _messages(post, question, spec)[0]["content"]
            document = _told(
                extract,
                text_or_documents=post.content,
                prompt_description=description(question, instructions),
                examples=examples,
                config=config,
                fence_output=False,
                use_schema_constraints=False,
                max_char_buffer=_WHOLE_POST,
                extraction_passes=1,
                max_workers=1,
                prompt_validation_level=unchecked,
                resolver_params={"suppress_parse_errors": False},
                show_progress=False,
            )
            said += [
                fact_of(_extraction(each), question, post) for each in document.extractions or ()
            ]
        facts = tuple(each for each in said if each is not None)
        return Answered(PostRead(facts, ()), len(said) - len(facts))

    return _failing(read)


def shown(question: str) -> list[Any]:
    """The examples of a question as LangExtract takes them."""
    from langextract import data  # noqa: PLC0415 - as above

    return [
        data.ExampleData(
            text=text,
            extractions=[
                data.Extraction(each.measure, each.text, attributes=dict(each.attributes))
                for each in extractions
            ],
        )
        for text, extractions in example_extractions(question)
    ]


def _extraction(said: Any) -> Extraction:
    """An extraction of LangExtract's; a list among its attributes is written as one text."""
    attributes = {
        str(name): ", ".join(map(str, each)) if isinstance(each, list) else str(each)
        for name, each in (said.attributes or {}).items()
        if each is not None
    }
    interval = said.char_interval
    found = interval is not None and None not in (interval.start_pos, interval.end_pos)
    span = (interval.start_pos, interval.end_pos) if found else None
    return Extraction(said.extraction_class, str(said.extraction_text), attributes, span)


def _messages(post: Post, question: str, spec: Spec) -> list[Any]:
    """The instructions, the examples as turns, and the whole post."""
    asked, _ = request(post, Part(0, question, 0, len(post.content)), spec)
    return [dict(each) for each in asked.messages]


def _sampling(spec: Spec) -> dict[str, Any]:
    """The model's sampling settings, with room for longer answers."""
    return {
        name: max(value, _ANSWER_TOKENS) if name.startswith("max_") else value
        for name, value in spec.sampling.items()
    }


def _told(ask: Callable[..., Said], **asked: Any) -> Said:
    """What a library answers; whatever it raises instead makes this one post fail."""
    try:
        return ask(**asked)
    except Exception as error:
        raise AnswerError(f"{type(error).__name__}: {in_short(error)}") from error


def _failing(read: Way) -> Way:
    """A way by which a post that has no answer to one question has no facts, as in ``read_post``."""

    def read_or_fail(post: Post) -> Answered:
        try:
            return read(post)
        except AnswerError as error:
            return Answered(PostRead((), (), error))

    return read_or_fail


WAYS: Mapping[str, Callable[[Spec, str, Sequence[Post]], Way]] = {
    "seatcheck": seatcheck,
    "instructor": with_instructor,
    "langextract": with_langextract,
}
