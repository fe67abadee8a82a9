-- The membership of clusters, and what Orleans' ADO.NET provider asks of it. The provider finds its questions in OrleansQuery by their names,
-- and gives values and reads columns by theirs. Run again when a table is gone: leaves alone what is there.
CREATE TABLE IF NOT EXISTS memberships (
    cluster text PRIMARY KEY,
    version integer NOT NULL -- grows by one with every change of a silo's row; signs of life don't count
);
CREATE TABLE IF NOT EXISTS silos (
    cluster text REFERENCES memberships ON DELETE CASCADE,
    address text,
    port integer,
    generation integer,
    name text NOT NULL,
    host text NOT NULL,
    status integer NOT NULL, -- SiloStatus
    proxy_port integer,
    suspects text, -- who has voted that it is dead, and when
    started_at timestamptz(3) NOT NULL,
    alive_at timestamptz(3) NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);
CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL
);
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $q$
    WITH made AS (
        INSERT INTO memberships (cluster, version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING cluster
    )
    SELECT count(*)::integer FROM made
$q$),
-- The version is looked at and changed in one step, and the row only if it was: all of it or nothing.
('InsertMembershipKey', $q$
    WITH changed AS (
        UPDATE memberships SET version = version + 1
        WHERE cluster = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT FROM silos
            WHERE silos.cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
        )
        RETURNING cluster
    ), added AS (
        INSERT INTO silos (cluster, address, port, generation, name, host, status, proxy_port, started_at, alive_at)
        SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM changed
        RETURNING cluster
    )
    SELECT count(*)::integer FROM added
$q$),
('UpdateMembershipKey', $q$
    WITH changed AS (
        UPDATE memberships SET version = version + 1
        WHERE cluster = @DeploymentId AND version = @Version AND EXISTS (
            SELECT FROM silos
            WHERE silos.cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
        )
        RETURNING cluster
    ), written AS (
        UPDATE silos SET status = @Status, suspects = @SuspectTimes, alive_at = greatest(alive_at, @IAmAliveTime) FROM changed
        WHERE silos.cluster = changed.cluster AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING silos.cluster
    )
    SELECT count(*)::integer FROM written
$q$),
('UpdateIAmAlivetimeKey', $q$
    UPDATE silos SET alive_at = @IAmAliveTime
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$q$),
-- A cluster that has no row yet is one of version 0 without silos.
('MembershipReadAllKey', $q$
    SELECT c.cluster AS DeploymentId, address AS Address, port AS Port, generation AS Generation, name AS SiloName, host AS HostName,
        status AS Status, proxy_port AS ProxyPort, suspects AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime,
        coalesce(m.version, 0) AS Version
    FROM (SELECT @DeploymentId AS cluster) c
        LEFT JOIN memberships m ON m.cluster = c.cluster
        LEFT JOIN silos s ON s.cluster = m.cluster
$q$),
('MembershipReadRowKey', $q$
    SELECT c.cluster AS DeploymentId, address AS Address, port AS Port, generation AS Generation, name AS SiloName, host AS HostName,
        status AS Status, proxy_port AS ProxyPort, suspects AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime,
        coalesce(m.version, 0) AS Version
    FROM (SELECT @DeploymentId AS cluster) c
        LEFT JOIN memberships m ON m.cluster = c.cluster
        LEFT JOIN silos s ON s.cluster = m.cluster AND address = @Address AND port = @Port AND generation = @Generation
$q$),
('GatewaysQueryKey', $q$
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation FROM silos
    WHERE cluster = @DeploymentId AND status = @Status AND proxy_port > 0
$q$),
('DeleteMembershipTableEntriesKey', $q$
    DELETE FROM memberships WHERE cluster = @DeploymentId
$q$),
-- Dead is for ever, so nothing that happens meanwhile can make these wrong, and the version stays.
('CleanupDefunctSiloEntriesKey', $q$
    DELETE FROM silos
    WHERE cluster = @DeploymentId AND status = 6 AND alive_at < @IAmAliveTime AND started_at < @IAmAliveTime AND suspects IS NULL
$q$),
('CleanupDefunctSiloEntryKey', $q$
    DELETE FROM silos
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation AND status = 6
        AND alive_at = @IAmAliveTime AND started_at = @StartTime AND coalesce(suspects, '') = coalesce(@SuspectTimes, '')
$q$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
