"""Is a container somebody else's software that the services run on?"""

import re

_INFRASTRUCTURE = """
    postgres postgresql timescaledb postgis pgbouncer pgpool mysql mariadb percona mssql sqlserver
    mssql-server-linux oracle db2 cockroachdb cockroach yugabyte tidb sqlite mongo mongodb mongo-express
    cassandra scylla couchdb couchbase dynamodb dynamodb-local neo4j arangodb influxdb clickhouse
    clickhouse-server questdb
    redis redis-stack redis-stack-server valkey keydb dragonfly memcached hazelcast ignite
    rabbitmq kafka cp-kafka cp-server cp-zookeeper cp-schema-registry redpanda zookeeper nats nats-streaming
    activemq activemq-artemis artemis mosquitto pulsar emqx nsq schema-registry kafka-ui akhq kafdrop
    elasticsearch opensearch kibana opensearch-dashboards logstash fluentd fluent-bit filebeat metricbeat solr
    meilisearch typesense qdrant weaviate milvus chroma
    prometheus alertmanager grafana loki tempo mimir promtail jaeger all-in-one zipkin
    opentelemetry-collector opentelemetry-collector-contrib otel-collector node-exporter cadvisor statsd
    graphite seq sentry victoriametrics
    nginx httpd traefik haproxy envoy caddy kong varnish squid nginx-proxy
    consul vault etcd eureka keycloak dex openldap oauth2-proxy unleash-server flagd
    minio localstack azurite fake-gcs-server registry portainer adminer pgadmin4 phpmyadmin mailhog mailpit
    maildev smtp4dev wiremock temporal airflow vernemq
"""
_KNOWN = frozenset(_INFRASTRUCTURE.split())
_LONGEST = 300
_NAMED = re.compile(r"(?P<name>[^/:@]+)(?::[^/@]*)?(?:@[^/]*)?\Z")


def is_infrastructure(image: str | None, service: str, *, is_built: bool) -> bool:
    """Whether a service is infrastructure: by its image, or by its own name where the image says nothing.

    An image that the project builds is its own software, unless its service is called as what it wraps.

    >>> is_infrastructure("bitnami/kafka:3.7", "broker", is_built=False)
    True
    >>> is_infrastructure("acme/cart:1", "cart", is_built=True)
    False
    >>> is_infrastructure("acme/db:1", "mysql", is_built=True)
    True
    """
    match = None if image is None or is_built else _NAMED.search(image[:_LONGEST].lower())
    return service.lower() in _KNOWN or (match is not None and match["name"] in _KNOWN)
