# The same as worker.mjs for the loaders of Python: an array of cases a line, an array of answers a line.
#
#   python3 worker.py NAME
import json, logging, os, sys, tempfile

logging.disable(logging.CRITICAL)
kept = dict(os.environ)


def python_dotenv():
    from dotenv import load_dotenv

    def load(paths, case):
        for path in paths:
            load_dotenv(path, override=case.get("override", False))
        return dict(os.environ)

    return load


def pydantic():
    # pydantic 1 has the settings that are a package of their own since; both call dotenv_values.
    import pydantic

    class Settings(pydantic.BaseSettings):
        K: str = None
        L: str = None
        M: str = None
        N: str = None

    return lambda paths, case: Settings(_env_file=paths).dict()


def pydantic_settings():
    import pydantic_settings

    class Settings(pydantic_settings.BaseSettings):
        # Otherwise any other name in the file is refused.
        model_config = pydantic_settings.SettingsConfigDict(extra="ignore")
        K: str | None = None
        L: str | None = None
        M: str | None = None
        N: str | None = None

    return lambda paths, case: Settings(_env_file=paths).model_dump()


def django_environ():
    import environ

    def load(paths, case):
        for path in paths:
            environ.Env.read_env(path)
        return dict(os.environ)

    return load


def python_decouple():
    from decouple import Config, RepositoryEnv

    def load(paths, case):
        if not paths:
            return dict(os.environ)
        config = Config(RepositoryEnv(paths[0]))
        return {name: config(name, default=None) for name in "KLMN"}

    return load


def compose_1():
    from compose.config import config
    from compose.config.environment import Environment

    def load(paths, case):
        service = {"image": "x", "env_file": [os.path.basename(path) for path in paths]}
        text = {"version": "3", "services": {"app": service}}
        environment = Environment(os.environ)
        details = config.ConfigDetails(os.getcwd(), [config.ConfigFile("compose.yaml", text)], environment)
        return config.load(details, interpolate=True).services[0].get("environment", {})

    return load


loaders = {
    "python-dotenv": python_dotenv,
    "python-dotenv-debian": python_dotenv,
    "pydantic": pydantic,
    "pydantic-settings": pydantic_settings,
    "django-environ": django_environ,
    "python-decouple": python_decouple,
    "compose-1": compose_1,
}
load = loaders[sys.argv[1]]()
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for line in sys.stdin:
        answers = []
        for case in json.loads(line):
            os.environ.clear()
            os.environ.update({**kept, **case["shell"]})
            paths = [os.path.join(folder, name) for name in case["paths"] if name in case["files"]]
            for path in paths:
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(case["files"][os.path.basename(path)])
            try:
                answers.append(load(paths, case))
            except Exception:
                answers.append(None)
            for path in paths:
                os.remove(path)
        print(json.dumps(answers), flush=True)
