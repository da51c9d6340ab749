# The programs first: they change seldom, and the lock pins every file by its hash.
FROM python:3.11-slim-bookworm AS programs
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.11-slim-bookworm
WORKDIR /app
RUN useradd --system --uid 10001 --no-create-home drafting \
    && install -d -o drafting -g drafting -m 700 /data
COPY --from=programs /app/.venv .venv
COPY drafting drafting
COPY migrations migrations
COPY templates templates
RUN .venv/bin/python -m compileall -q drafting migrations
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DRAFTING_HOST=0.0.0.0 \
    DRAFTING_PORT=8000 \
    DRAFTING_DATA_DIR=/data \
    DRAFTING_LOG_FORMAT=json
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
ENTRYPOINT ["python", "-m", "drafting"]
CMD ["run"]
