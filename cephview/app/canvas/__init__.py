"""The film view and what lies over the film."""
