"""A run to be killed: `python killed_run.py FOLDER` trains until its last epoch, resuming where it can."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import torch
from training_films import PAIR, TINY, films

from cephview.model.training.loop import LAST, Trainer

torch.set_num_threads(1)
out = Path(sys.argv[1])
trainer = Trainer(replace(TINY, epochs=1000), PAIR, films(), films(2, 9), out)
if (out / LAST).exists():
    trainer.resume()
print("ready", flush=True)
trainer.run()
