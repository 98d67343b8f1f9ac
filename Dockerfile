# The program without what makes sites: for gates, checks and ingesting. Build it beside the packed program:
#   npm run package && podman build --tag kabi .
# and run it on the folder that you are in:
#   podman run --rm --volume "$PWD:/work" kabi gate kabi/Module.symvers Module.symvers
# With --build-arg OMIT= it builds sites, too, and is thirty times the size.
FROM docker.io/library/node:24-alpine
ARG OMIT=--omit=optional
COPY kabi-reports-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund $OMIT /tmp/kabi-reports-*.tgz && rm -rf /tmp/kabi-reports-*.tgz /root/.npm
USER node
WORKDIR /work
ENTRYPOINT ["kabi"]
