"""Where the packaged terminal begins; a run from source begins in `app.entrypoints.terminal` itself."""

import multiprocessing
import sys

from app.entrypoints.terminal import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # reports and backups are child processes of this very program
    sys.exit(main())
