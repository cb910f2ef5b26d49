"""A model spec as the user writes it: every form, and every mistake."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extract.model import spec as specs
from extract.model.errors import UnknownModelError
from extract.model.spec import EMBEDDED_BYTES, EMBEDDED_NAME, EMBEDDED_SHA256, parse_spec, providers


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No setting of whoever runs the tests.
    """
    for name in ("OPENAI_BASE_URL", "SEATCHECK_MODEL_FILE", "SEATCHECK_MODEL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    """
    A file that begins as a model does.
    """
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF and the rest")
    return path


class TestEmbedded:
    @pytest.mark.parametrize("text", ["local", "recorded"])
    def test_is_named_by_its_digest(self, text):
        """
        Both ask the one embedded model, and share its keys: name and SHA-256.
        """
        spec = parse_spec(text)

        assert {"name": EMBEDDED_NAME, "digest": EMBEDDED_SHA256} == spec.identity
        assert (text, text, "narrowed") == (spec.text, spec.kind, spec.output)
        assert (None, None, None) == (spec.base_url, spec.key_variable, spec.gguf)

    def test_is_the_file_of_the_design(self):
        """
        Qwen2.5-Coder-1.5B-Instruct, Q4_K_M: its size and its SHA-256.
        """
        assert 1_117_320_768 == EMBEDDED_BYTES
        assert "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046" == EMBEDDED_SHA256

    def test_answers_the_same_each_time(self):
        """
        Temperature 0 and a seed.
        """
        sampling = parse_spec("local").sampling

        assert (0, 0) == (sampling["temperature"], sampling["seed"])

    def test_may_be_a_file_of_the_users(self, monkeypatch, tmp_path):
        """
        SEATCHECK_MODEL_FILE of the right size is taken for it; its digest is looked at before use.
        """
        monkeypatch.setattr(specs, "EMBEDDED_BYTES", 5)
        (tmp_path / "qwen.gguf").write_bytes(b"GGUF!")
        monkeypatch.setenv("SEATCHECK_MODEL_FILE", str(tmp_path / "qwen.gguf"))

        assert EMBEDDED_SHA256 == parse_spec("local").digest

    def test_may_be_replaced_by_another_file(self, monkeypatch, gguf):
        """
        SEATCHECK_MODEL_FILE that is another model is that model, under its own name and digest.
        """
        monkeypatch.setenv("SEATCHECK_MODEL_FILE", str(gguf))

        assert {
            "name": "tiny",
            "digest": hashlib.sha256(gguf.read_bytes()).hexdigest(),
        } == parse_spec("local").identity


class TestOwnFile:
    def test_is_named_by_its_digest(self, gguf):
        """
        A file under the same name with other weights is another model.
        """
        before = parse_spec(f"local:{gguf}")
        gguf.write_bytes(b"GGUF and something else")
        after = parse_spec(f"local:{gguf}")

        assert ("local", gguf, "narrowed") == (before.kind, before.gguf, before.output)
        assert "tiny" == before.name == after.name
        assert before.digest != after.digest

    def test_may_stand_in_the_home_folder(self, monkeypatch, gguf):
        """
        ``~`` is the user's home, also where no shell has replaced it.
        """
        monkeypatch.setenv("HOME", str(gguf.parent))

        assert gguf == parse_spec("local:~/tiny.gguf").gguf

    @pytest.mark.parametrize("name", ["missing.gguf", ".", ""])
    def test_must_exist(self, tmp_path, monkeypatch, name):
        """
        A path without a file is named.
        """
        monkeypatch.chdir(tmp_path)

        with pytest.raises(UnknownModelError, match="there is no file") as unknown:
            parse_spec(f"local:{name}")

        assert 2 == unknown.value.exit_code

    def test_must_be_a_model(self, tmp_path):
        """
        Any other file is told apart by its first bytes.
        """
        (tmp_path / "notes.txt").write_text("no model")

        with pytest.raises(UnknownModelError, match=r"notes\.txt is not a GGUF file"):
            parse_spec(f"local:{tmp_path / 'notes.txt'}")

    def test_must_not_lie_in_nobodys_home(self):
        """
        A user that does not exist is a clear line.
        """
        with pytest.raises(UnknownModelError, match="home"):
            parse_spec("local:~nobody-of-this-name/tiny.gguf")


class TestHosted:
    @pytest.mark.parametrize("provider", sorted(providers()))
    def test_is_a_provider_and_its_model(self, provider):
        """
        Every provider has an endpoint, and its model's name may hold slashes and colons.
        """
        spec = parse_spec(f"{provider}/maker/model:7b")

        assert ("hosted", "maker/model:7b") == (spec.kind, spec.name)
        assert {"name": "maker/model:7b", "digest": None} == spec.identity
        assert spec.base_url.startswith("http")
        assert not spec.own_url

    def test_is_found_at_its_own_address(self):
        """
        The address and the variable of the key come from the table.
        """
        spec = parse_spec("openai/gpt-5-mini")

        assert "https://api.openai.com/v1" == spec.base_url
        assert "OPENAI_API_KEY" == spec.key_variable

    def test_answers_in_the_form_that_its_provider_takes(self):
        """
        OpenAI keeps a strict schema within its limits, DeepSeek takes none, the others one.
        """
        forms = {name: parse_spec(f"{name}/x").output for name in providers()}

        assert {"openai": "strict", "deepseek": "json"} == {
            name: form for name, form in forms.items() if form != "schema"
        }
        assert ["openai"] == [name for name in forms if parse_spec(f"{name}/x").limits]

    @pytest.mark.parametrize("provider", sorted(providers()))
    def test_is_asked_the_same_wherever_it_is(self, provider):
        """
        The name before the slash tells the form of the answers; no address changes a request.
        """
        here = parse_spec(f"{provider}/x")
        there = parse_spec(f"{provider}/x", "http://localhost:9/v1")

        assert (here.output, here.limits, here.sampling) == (
            there.output,
            there.limits,
            there.sampling,
        )

    def test_is_sent_anywhere_by_the_command_line(self):
        """
        ``--base-url`` is stronger than all, for every provider; the identity stays.
        """
        spec = parse_spec("groq/qwen", "http://localhost:9/v1")

        assert ("http://localhost:9/v1", True) == (spec.base_url, spec.own_url)
        assert parse_spec("groq/qwen").identity == spec.identity

    def test_is_sent_elsewhere_by_openais_variable(self, monkeypatch):
        """
        OPENAI_BASE_URL is for openai/ alone, and weaker than the command line.
        """
        monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:8/v1")

        assert "http://localhost:8/v1" == parse_spec("openai/x").base_url
        assert "http://localhost:9/v1" == parse_spec("openai/x", "http://localhost:9/v1").base_url
        assert "https://api.groq.com/openai/v1" == parse_spec("groq/x").base_url

    @pytest.mark.parametrize(
        "url", ["localhost:8000/v1", "ftp://host/v1", "http://", "https:///v1", "http://[::1", "x"]
    )
    def test_is_sent_to_addresses_alone(self, url):
        """
        What is no web address is said before anything is asked.
        """
        with pytest.raises(UnknownModelError, match="is no address like http://localhost:8000/v1"):
            parse_spec("openai/x", url)


class TestMistake:
    @pytest.mark.parametrize(
        "text",
        ["", "gpt-5-mini", "Local", "local/x", "openai", "openai/", "/x", "nobody/x", "recorded/x"],
    )
    def test_names_what_is_known(self, text):
        """
        An unknown model: one line with the forms that there are, and exit code 2.
        """
        with pytest.raises(UnknownModelError) as unknown:
            parse_spec(text)

        assert (
            f"unknown model {text!r}: known are local, local:FILE.gguf, recorded and MODEL after "
            f"one of {', '.join(f'{each}/' for each in providers())}" == str(unknown.value)
        )
        assert 2 == unknown.value.exit_code

    @pytest.mark.parametrize("text", ["local", "recorded", "local:model.gguf"])
    def test_of_an_endpoint_for_the_embedded_model(self, text):
        """
        ``--base-url`` without a provider's model would be passed over in silence.
        """
        with pytest.raises(UnknownModelError, match="is asked for a provider/model, not for this"):
            parse_spec(text, "http://localhost:8000/v1")
