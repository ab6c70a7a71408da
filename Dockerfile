# One image for every part of the software; docker-compose.yml says which part a container runs.
FROM node:24-slim

WORKDIR /srv/expropriation
ENV NODE_ENV=production

# The image brings Node and the database is a container of its own: no install script is needed, so none runs.
COPY package.json package-lock.json .npmrc ./
COPY engine/package.json engine/
COPY lint/package.json lint/
RUN npm ci --ignore-scripts --omit=dev && npm cache clean --force

COPY . .
# The pages are built here, as the start would do it: the container's user may not write into the image.
RUN node --import tsx --input-type=module \
  -e "const { buildPages } = await import('./app/pages.ts'); await buildPages(console.log)" \
  && mkdir /data && chown node /data

USER node
ENV DATA_DIR=/data
VOLUME /data
EXPOSE 8080
CMD ["node", "--import", "tsx", "app/start.ts"]
