"""Two gloo processes train one model for an epoch: `python two_ranks.py FOLDER` leaves what each ended with."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import replace
from pathlib import Path

import torch
from training_films import PAIR, TINY, films

from cephview.model.training import loop
from cephview.model.training.data import AugmentedFilms
from cephview.model.training.loop import Trainer
from cephview.model.training.ranks import join, leave


def work(rank: int, port: int, folder: Path) -> None:
    place = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": 2, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    os.environ.update({name: str(value) for name, value in place.items()})
    ranks, seen = join(), []
    target = AugmentedFilms._target
    AugmentedFilms._target = lambda self, film, index: (seen.append(index), target(self, film, index))[1]
    loop.draw_samples = lambda *_: b""  # which looks at the films as well
    trainer = Trainer(replace(TINY, epochs=1), PAIR, films(), films(3, 9), folder / "run", ranks=ranks)
    # In this process, where `seen` can be looked at.
    trainer.workers = 0
    trainer.run()
    judged = trainer.validate()
    assert judged is not None
    content = {
        "weights": trainer.learner.network.state_dict(),
        "averaged": trainer.learner.averaged.module.state_dict(),
        "mre": judged.accuracy.mre,
        "films": seen,
    }
    torch.save(content, folder / f"rank{rank}.pth")
    leave(ranks)


def main() -> None:
    torch.set_num_threads(1)
    folder = Path(sys.argv[1])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    children = []
    for rank in (0, 1):
        child = os.fork()
        if child == 0:
            try:
                work(rank, port, folder)
            except BaseException as error:  # noqa: BLE001
                print(repr(error), file=sys.stderr, flush=True)
                os._exit(1)
            os._exit(0)
        children.append(child)
    failed = [child for child in children if os.waitpid(child, 0)[1]]
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
