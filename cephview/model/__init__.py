"""HRNet, its checkpoints, and training: the only package that may import torch."""
