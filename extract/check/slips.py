"""The figure that is said and the one that would be right -> the slip of one digit between them."""

from __future__ import annotations


def slip(said: int, right: int) -> str | None:
    """
    "two digits swapped", "one digit away", "a digit dropped" or "a digit doubled".

    Of two figures below ten any would be one digit away, so that this says nothing.
    """
    if (said < 0) != (right < 0):
        return None
    one, other = str(abs(said)), str(abs(right))
    if len(one) == len(other) > 1:
        apart = [at for at in range(len(one)) if one[at] != other[at]]
        if len(apart) == 1:
            return "one digit away"
        if len(apart) == 2 and one == _swapped(other, *apart):  # noqa: PLR2004 - a pair
            return "two digits swapped"
    if one in _shorter(other):
        return "a digit dropped"
    if other in _undoubled(one):
        return "a digit doubled"
    return None


def _swapped(digits: str, first: int, second: int) -> str:
    swapped = list(digits)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    return "".join(swapped)


def _shorter(digits: str) -> set[str]:
    return {digits[:at] + digits[at + 1 :] for at in range(len(digits))}


def _undoubled(digits: str) -> set[str]:
    doubled = (at for at in range(1, len(digits)) if digits[at] == digits[at - 1])
    return {digits[:at] + digits[at + 1 :] for at in doubled}
