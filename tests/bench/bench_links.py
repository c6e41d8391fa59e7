"""How long links and rows of many documents take: python tests/bench/bench_links.py [DOCUMENTS [SECTIONS]].

Documents are made: sections of 400 characters under headings, each like one of another document, in another order.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from app.comparison.links import links
from app.comparison.prepared import Prepared
from app.comparison.review import Review
from app.comparison.rows import rows
from app.comparison.settings import Settings
from tests.conftest import document

LENGTH = 400
WORDS = (
    *["渔港", "码头", "缆桩", "汛期", "河堤", "块石", "校车", "食堂", "灶台", "山路", "老街", "骑楼", "青石板"],
    *["护林员", "防火", "水渠", "灌区", "泵站", "执法艇", "泊位", "台账", "巡查", "汛前", "检修", "物料"],
)


def speech(chance: random.Random, sections: int) -> str:
    """A speech of this many sections; each is about three words of its own."""
    order = chance.sample(range(sections), sections)
    lines = []
    for place, topic in enumerate(order, 1):
        own = [WORDS[(topic * 7 + k) % len(WORDS)] + str(topic) for k in range(3)]
        said = "，".join(chance.choice([*own, *WORDS]) + "要抓实" for _ in range(LENGTH // 6))
        lines += [f"{place}. {own[0]}{own[1]}", said + "。"]
    return "\n".join(lines)


def main() -> None:
    """Print the processor time of both stages, in seconds."""
    asked = [int(argument) for argument in sys.argv[1:]]
    documents, sections = [*asked, 50, 50][:2] if len(asked) < 2 else asked[:2]
    chance = random.Random(3)
    texts = [Prepared(document(speech(chance, sections), f"{n}.txt")) for n in range(documents)]
    for text in texts:
        _ = text.folded, text.word_starts
    start = time.process_time()
    found = links(texts, Settings(), Review())
    linked = time.process_time()
    aligned = rows(texts, found)
    print(f"links {linked - start:.2f} s ({len(found)}), rows {time.process_time() - linked:.2f} s ({len(aligned)})")


if __name__ == "__main__":
    main()
