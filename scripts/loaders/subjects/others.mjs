/** What is no package of npm: libraries of Python, and docker. */
const python = { packages: {}, cases: 3000 };

export const others = [
  {
    ...python,
    model: 'python-dotenv',
    title: 'python-dotenv',
    program: 'python:python-dotenv',
  },
  {
    ...python,
    model: 'python-dotenv',
    title: 'python-dotenv, override',
    program: 'python:python-dotenv',
    override: true,
  },
  {
    ...python,
    model: 'python-dotenv',
    title: 'python-dotenv of Debian',
    program: 'python:python-dotenv-debian',
    slow: true,
  },
  {
    ...python,
    model: 'pydantic-settings',
    title: 'pydantic 1',
    program: 'python:pydantic',
    paths: ['.env', 'b.env'],
  },
  {
    ...python,
    model: 'pydantic-settings',
    title: 'pydantic-settings 2',
    program: 'python:pydantic-settings',
    paths: ['.env', 'b.env'],
  },
  {
    ...python,
    model: 'django-environ',
    title: 'django-environ 0.4',
    version: '0.4',
    program: 'python:django-environ',
  },
  {
    ...python,
    model: 'python-decouple',
    title: 'python-decouple',
    program: 'python:python-decouple',
  },
  {
    ...python,
    model: 'compose',
    title: 'docker-compose 1',
    version: '1',
    program: 'python:compose-1',
    paths: ['a.env', 'b.env'],
    slow: true,
    cases: 2000,
  },
  {
    model: 'docker',
    title: 'docker create --env-file',
    packages: {},
    program: 'docker',
    paths: ['a.env', 'b.env'],
    cases: 200,
  },
];
