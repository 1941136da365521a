"""The parts of the main window: menus, bars, notices, dialogs, style."""
