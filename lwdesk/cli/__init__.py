"""The command line: the same services as the window, without one."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from lwdesk.base import logs
from lwdesk.base.errors import LwError, UnknownCommand
from lwdesk.base.texts import N_, translator
from lwdesk.cli import arguments, exits
from lwdesk.cli.output import Output, prepare

RUN = {
    "init": "file_commands:init",
    "check": "file_commands:check",
    "backup": "file_commands:backup",
    "restore": "file_commands:restore",
    "demo": "file_commands:demo",
    "search": "household_commands:search",
    "household list": "household_commands:listing",
    "household show": "household_commands:show",
    "statistics": "household_commands:statistics",
    "intake": "intake_command:run",
    "user list": "account_commands:listing",
    "user add": "account_commands:add",
    "user change": "account_commands:change",
    "user renew": "account_commands:renew",
    "user end": "account_commands:end",
    "trail": "account_commands:trail",
    "document": "document:run",
    "device list": "device_commands:listing",
    "device root": "device_commands:root",
    "device reseal": "device_commands:reseal",
    "device join": "join_command:run",
    "device request": "device_commands:request",
    "device rotate": "device_commands:rotate",
    "device renew-log": "device_commands:renew_log",
    "device enrol": "device_commands:enrol",
    "device roster": "device_commands:roster",
    "device revoke": "device_commands:revoke",
    "device lost": "device_commands:lost",
    "export": "exchange_commands:export",
    "import": "exchange_commands:take",
    "bundle inspect": "exchange_commands:inspect",
    "bundle verify": "exchange_commands:verify",
    "exchange": "shared_command:run",
    "transfer send": "transfer_commands:send",
    "transfer finish": "transfer_commands:finish",
    "transfer look": "transfer_commands:look",
    "transfer accept": "transfer_commands:accept",
    "transfer decline": "transfer_commands:decline",
    "transfer receipt": "transfer_commands:receipt",
    "along pack": "along_commands:pack",
    "along again": "along_commands:again",
    "along answer": "along_commands:answer",
    "along close": "along_commands:close",
    "along list": "along_commands:listing",
    "along return": "along_commands:give_back",
    "along forget": "along_commands:forget",
}


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; what fails is said in words, never as a trace."""
    prepare()
    words = translator(arguments.language(argv))
    out = Output(words, as_json="--json" in argv)
    try:
        args = out.args = arguments.parser(words).parse_args(argv)
        out.command = " ".join(part for part in (args.command, getattr(args, "action", None)) if part)
        return out.finish(_run(out.command)(args, out))
    except LwError as error:
        code = out.failed(error)
        _explain_usage(error, out)
        return code
    except KeyboardInterrupt:
        return exits.STOPPED
    except BrokenPipeError:
        sys.stdout = None
        return exits.DONE
    except Exception as error:  # noqa: BLE001 - the last place where a bug can be told without a trace of data
        return out.bug(logs.bug(error))


def _run(command: str) -> Callable[..., int]:
    module, _, name = RUN[command].partition(":")
    found: Callable[..., int] = getattr(import_module(f"lwdesk.cli.{module}"), name)
    return found


MISSING = {
    "passphrase": N_("Give the passphrase with --passphrase-file, or type it twice alike."),
    "utf8": N_("The file with the passphrase is no text in UTF-8. Save it as UTF-8 and try again."),
    "user": N_("Say with --user who opens the file."),
    "package": N_(
        "Say which data file, or with --roster which list of devices, the package is held against."
    ),
    "folder": N_("Say with --folder which folder the devices share."),
    "document": N_("Say which paper, from which file, about what, and with --out where it is to lie."),
}


def _explain_usage(error: LwError, out: Output) -> None:
    if not isinstance(error, UnknownCommand) or out.as_json:
        return
    for name in ("usage", "missing"):
        if told := str(error.facts.get(name) or ""):
            print(told if name == "usage" else out.words(MISSING[told]), file=sys.stderr)


def prepare_demo(folder: Path) -> int:
    """Make the demonstration's file if it is missing and say how it is opened; return the exit code."""
    from lwdesk.services import demo

    out = Output(translator())
    try:
        made = demo.ensure(folder)
    except LwError as error:
        return out.failed(error)
    text = N_("The demonstration is ready: {file}") if made.made else N_("The demonstration: {file}")
    out.say(out.words(text, file=made.path))
    out.say(out.words(N_("User: {user}"), user=made.user_name))
    out.say(out.words(N_("Passphrase: {passphrase}"), passphrase=made.passphrase))
    return exits.DONE
