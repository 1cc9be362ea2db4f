"""How far an import is, where nobody draws bars."""

import io

from comments_service.importing.progress import Lines


def test_a_pipe_gets_a_line_for_each_tenth():
    stream = io.StringIO()

    with Lines(stream).step("Storing", 1000) as advance:
        for _ in range(1000):
            advance(1)

    assert stream.getvalue().splitlines() == [
        "Storing …",
        *(f"Storing {tenth}0 %" for tenth in range(1, 10)),
    ]


def test_a_step_of_nothing_says_its_name_alone():
    stream = io.StringIO()

    with Lines(stream).step("Reading", 0) as advance:
        advance(5)

    assert stream.getvalue() == "Reading …\n"
