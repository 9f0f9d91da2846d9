import { wordsOf } from '../text/phrase.ts';

/**
 * What Python brings along, and packages that read no env file when they are taken in (looked through in November 2026). Any other
 * may: litellm, crewai, chainlit, semantic_kernel and others do.
 */
const knownPackages: ReadonlySet<string> = new Set(
  wordsOf(`
    __future__ abc argparse array ast asyncio atexit base64 bisect builtins calendar cmath codecs collections concurrent contextlib
    contextvars copy csv ctypes dataclasses datetime decimal difflib email enum errno fnmatch fractions functools gc getpass glob
    gzip hashlib heapq hmac html http inspect io ipaddress itertools json locale logging math mimetypes multiprocessing numbers
    operator os pathlib pickle platform pprint queue random re sched secrets select shlex shutil signal smtplib socket sqlite3
    ssl stat statistics string struct subprocess sys tarfile tempfile textwrap threading time timeit tkinter tomllib traceback
    types typing unicodedata unittest urllib uuid warnings weakref xml zipfile zlib zoneinfo
    openai tiktoken langchain langchain_openai langchain_core langchain_text_splitters langgraph fastapi starlette uvicorn
    gunicorn flask flask_cors flask_sqlalchemy werkzeug jinja2 pydantic pydantic_settings streamlit gradio discord telegram
    requests httpx aiohttp httpcore numpy pandas scipy sklearn matplotlib PIL torch faiss yaml toml bs4 lxml sqlalchemy alembic
    psycopg psycopg2 asyncpg redis pymongo click typer rich tqdm tenacity typing_extensions orjson anyio dotenv
  `),
);

/** Whether it is known of a module, by its first name, that taking it in reads no env file. */
export const readsNoEnvFile = (module: string): boolean => knownPackages.has(module.split('.')[0] ?? '');
