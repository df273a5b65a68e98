# `make run` opens the program, `make test` proves it; both do all of their own set-up.
.PHONY: setup run test check texts pictures proofs bench soak lock clean

setup:     ; @tools/setup.sh
run:       ; @tools/run.sh
test:      ; @tools/test.sh
check:     setup ; @tools/check.sh
texts:     setup ; @.venv/bin/python tools/texts.py missing
pictures:  setup ; @tools/system.sh test && .venv/bin/python tools/pictures.py
proofs:    setup ; @tools/proofs.sh
bench:     setup ; @.venv/bin/python -m bench
soak:      ; @tools/test.sh --soak
lock:      ; @tools/lock.sh
clean:     ; @rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
