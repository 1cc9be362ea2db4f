"""The comments of a thread as a tree: who answers whom, and what stands how deep."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from comments_service.contract.published import PublishedComment

DEEPEST = 4


@dataclass
class Node:
    """A comment with its replies."""

    comment: PublishedComment
    parent_author: str = ""
    """Whom it answers; "" for nobody, or for a comment that was removed."""
    depth: int = 0
    replies: list["Node"] = field(default_factory=list)


def tree(comments: Iterable[PublishedComment]) -> list[Node]:
    """Threaded comments, oldest first on each level. An unknown parent puts a comment on top.

    Deeper than `DEEPEST`, answers stand one after the other on the last level: a page stays
    readable, and a chain of a thousand replies cannot exhaust anybody's recursion.
    """
    nodes: dict[str, Node] = {}
    top: list[Node] = []
    above: dict[str, Node] = {}
    for comment in comments:
        node = nodes[comment.id] = Node(comment)
        parent = nodes.get(comment.parent) if comment.parent else None
        if parent is None:
            top.append(node)
            continue
        node.parent_author = parent.comment.author
        host = parent if parent.depth < DEEPEST else above[parent.comment.id]
        above[comment.id] = host
        node.depth = host.depth + 1
        host.replies.append(node)
    return top


def newest(comments: Iterable[PublishedComment]) -> PublishedComment | None:
    """The comment that was published last, of those that can be read."""
    shown = (comment for comment in comments if not comment.removed)
    return max(shown, key=lambda comment: comment.published_at, default=None)
