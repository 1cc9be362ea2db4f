"""scikit-learn's side, run by the Python of .venv-bench: a JSON request a line, an answer a line.

{"train": [text], "labels": [bool], "judge": [text]} → {"scores": [0..1]}; with "times": true the
texts are judged one by one → {"seconds": [of each]}. {"fault": text} otherwise.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def main() -> None:
    for line in sys.stdin:
        try:
            answer = _answer(json.loads(line))
        except ValueError as fault:  # for example labels of one kind only
            answer = {"fault": str(fault)}
        print(json.dumps(answer), flush=True)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    model = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        LogisticRegression(C=10, max_iter=1000),
    )
    model.fit(request["train"], request["labels"])
    if not request.get("times"):
        return {"scores": model.predict_proba(request["judge"])[:, 1].tolist()}
    return {
        "seconds": [
            _seconds(lambda text=text: model.predict_proba([text])) for text in request["judge"]
        ]
    }


def _seconds(work: Callable[[], object]) -> float:
    """Of processors, as ours."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


main()
