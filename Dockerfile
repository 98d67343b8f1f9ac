# The program in an image that runs without root. Build it beside the packed program:
#   npm run package && podman build --tag kabi .
# and run it on the folder that you are in, as yourself:
#   podman run --rm --userns keep-id --volume "$PWD:/work" kabi gate kabi/Module.symvers Module.symvers
# That gates, checks and ingests, and is 5 MB more than Node. To build sites as well, which is 250 MB more:
#   podman build --tag kabi --build-arg BASE=docker.io/library/node:24-slim --build-arg OMIT= .
ARG BASE=docker.io/library/node:24-alpine
FROM $BASE
ARG OMIT=--omit=optional
COPY kabi-reports-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund $OMIT /tmp/kabi-reports-*.tgz && npm cache clean --force
# Builds keep what they computed: a volume there makes the next one quick.
ENV XDG_CACHE_HOME=/tmp/cache
USER node
WORKDIR /work
ENTRYPOINT ["kabi"]
