"""The error that a user reads."""

from cephview.core.sentences import Sentence, filled


class CephViewError(Exception):
    """What went wrong and what to do, in one sentence: a `template` with its `fields`, so that the window can say it in
    another language. `str` is the sentence in English; a template without fields is that sentence.
    """

    def __init__(self, template: str, /, **fields: object) -> None:
        super().__init__(filled(template, fields))
        self.template, self.fields = template, fields
        if isinstance(template, Sentence):
            self.template, self.fields = template.template, dict(template.fields)

    @property
    def sentence(self) -> Sentence:
        """What is said, to be kept: `str` has forgotten the template."""
        return Sentence(self.template, **self.fields)


class Cancelled(Exception):
    """The user asked for the work to stop; nothing is wrong."""


def sentence_of_unforeseen(name: str, error: Exception) -> str:
    """What to say where something that nobody foresaw went wrong with one of many films; the others go on.

    Raises `error` where it is Cancelled, which is no film's.
    """
    if isinstance(error, Cancelled):
        raise error
    if isinstance(error, CephViewError):
        return error.sentence
    if isinstance(error, MemoryError):
        return Sentence("{name} was left out: there is not enough memory for it; close other programs.", name=name)
    reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return Sentence("{name} was left out: something unforeseen went wrong ({reason}).", name=name, reason=reason)
