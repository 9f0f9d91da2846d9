import { anyOf } from '../text/phrase.ts';
import type { ComposeService } from './compose.ts';

/** Whether a service is a database or the like, never the program, by the name of its image. */
export const isSupport = ({ isBuilt, image }: ComposeService): boolean =>
  !isBuilt &&
  image !== null &&
  support.test(
    image
      .replace(/[:@].*$/, '')
      .split('/')
      .at(-1) ?? '',
  );

const support = anyOf(
  /^(?:postgres(?:ql)?|postgis|pgvector|timescaledb|pgbouncer|mysql|mariadb|mongo(?:db)?)$/,
  /^(?:redis(?:-stack(?:-server)?)?|valkey)$/,
  /^(?:memcached|rabbitmq|kafka|zookeeper|nats|mosquitto|elasticsearch|opensearch|meilisearch|minio|qdrant|chroma|milvus)$/,
  /^(?:nginx|traefik|caddy|haproxy|adminer|pgadmin4?|mongo-express|phpmyadmin|redisinsight|mailhog|mailpit|maildev)$/,
  /^(?:prometheus|grafana|loki|jaeger|zipkin|cassandra|influxdb|neo4j|couchdb|clickhouse-server|localstack)$/,
);
