"""What leaves the window for the disk: autosave, files, exports."""
