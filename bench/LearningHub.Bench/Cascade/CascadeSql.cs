using System.Diagnostics;
using LearningHub.Domain.Common;
using Microsoft.Data.Sqlite;

namespace LearningHub.Bench.Cascade;

/// <summary>The reference: each figure by SQL written for it by hand, on the same SQLite file.</summary>
/// <remarks>Who has which place in the cascade is worked out once into temporary tables with keys; each figure then has them for nothing.
/// That is kind to the reference: its questions are asked with the answers to the hard part at hand.</remarks>
internal sealed partial class CascadeSql : IDisposable
{
    private const string Of = "module = @module and module_version = @version";
    private const string OfE = "e.module = @module and e.module_version = @version";
    private const string OfS = "s.module = @module and s.module_version = @version";
    private const string OfT = "t.module = @module and t.module_version = @version";

    /// <summary>Smallest group of content that is not about protection.</summary>
    private const int Step = 5;

    private readonly SqliteConnection connection;
    private readonly ModuleVersion module;

    public CascadeSql(string file, ModuleVersion module)
    {
        this.module = module;
        connection = new($"Data Source={file}");
        connection.Open();
        Run("pragma cache_size = -500000; pragma temp_store = memory; pragma mmap_size = 4000000000;");
    }

    /// <summary>Builds the places; answers in seconds.</summary>
    public double Places()
    {
        var watch = Stopwatch.StartNew();
        Run("drop table if exists temp.firsts; drop table if exists temp.places; drop table if exists temp.taught;");
        Run($"""
            create temp table firsts as select learner_id, session_id, held_at from (
              select e.learner_id, e.session_id, s.held_at, row_number() over (partition by e.learner_id order by s.held_at, s.id) n
              from exposures e join cascade_sessions s on s.id = e.session_id
              where {OfE} and e.tier >= 2 and s.standing = 'Undisputed')
            where n = 1;
            create table temp.places (learner_id text primary key, generation int, session_id text, held_at text, qualified_at text) without rowid;
            insert into temp.places select learner_id, 0, null, null, min(finished_at) from test_attempts where {Of} and occasion = 'Post' and passed group by learner_id;
            """);
        for (var generation = 1; Run($"""
            insert into temp.places select f.learner_id, {generation}, f.session_id, f.held_at,
              (select max(f.held_at, min(e.checked_at)) from exposures e where e.learner_id = f.learner_id and e.passed and {OfE})
            from firsts f where exists (select 1 from cascade_trainers t join temp.places p on p.learner_id = t.learner_id and p.generation = {generation - 1} where t.session_id = f.session_id)
              and not exists (select 1 from temp.places p where p.learner_id = f.learner_id)
            """) > 0;) generation++;
        Run($"""
            create index temp.ix_places on places (session_id);
            create table temp.taught (learner_id text primary key, first_at text) without rowid;
            insert into temp.taught select t.learner_id, min(s.held_at) from cascade_sessions s join cascade_trainers t on t.session_id = s.id
              where {OfS} and s.standing = 'Undisputed' and exists (select 1 from exposures e where e.session_id = s.id and e.tier >= 2)
              group by t.learner_id;
            """);
        return watch.Elapsed.TotalSeconds;
    }

    public double? Contacts() => One($"select count(*) from exposures e join cascade_sessions s on s.id = e.session_id where {OfE} and e.tier >= 2 and s.standing = 'Undisputed'");

    public double? Reach() => One($"select count(distinct learner_id) from exposures where {Of} and tier >= 2 and learner_id not in (select learner_id from test_attempts where {Of} and occasion = 'Post' and passed)");

    public double? Claimed() => One($"select sum(claimed_heads) from cascade_sessions where {Of} and standing = 'Undisputed'");

    public double? GenerationSize(int generation) => One($"select count(*) from temp.places where generation = {generation}");

    public double? FanOut(int generation) => One($"""
        with eligible as (select learner_id, julianday(date(qualified_at)) q from temp.places where generation = {generation} and julianday(date(@now)) - julianday(date(qualified_at)) >= 90)
        select coalesce((select sum(1.0 / (select count(*) from cascade_trainers c where c.session_id = p.session_id))
          from eligible e join cascade_trainers t on t.learner_id = e.learner_id join temp.places p on p.session_id = t.session_id
          where julianday(date(p.held_at)) - e.q <= 90), 0) / (select count(*) from eligible)
        """);

    public double? Activation(int generation) => One($"""
        select avg(t.first_at is not null and julianday(date(t.first_at)) - julianday(date(p.qualified_at)) <= 90)
        from temp.places p left join temp.taught t on t.learner_id = p.learner_id
        where p.generation = {generation} and julianday(date(@now)) - julianday(date(p.qualified_at)) >= 90
        """);

    public double? Reproduction(int generation) => One($"""
        with trainers as (select p.learner_id, julianday(date(p.qualified_at)) q from temp.places p join temp.taught t on t.learner_id = p.learner_id
          where p.generation = {generation} and julianday(date(@now)) - julianday(date(p.qualified_at)) >= 180 and julianday(date(t.first_at)) - julianday(date(p.qualified_at)) <= 90)
        select coalesce((select sum(1.0 / (select count(*) from cascade_trainers c where c.session_id = p.session_id))
          from trainers e join cascade_trainers t on t.learner_id = e.learner_id join temp.places p on p.session_id = t.session_id join temp.taught own on own.learner_id = p.learner_id
          where julianday(date(p.held_at)) - e.q <= 90 and julianday(date(own.first_at)) - julianday(date(p.qualified_at)) <= 90), 0) / (select count(*) from trainers)
        """);

    public double? TimeToCascade(int generation) => One($"""
        with people as (select julianday(date(t.first_at)) - julianday(date(p.qualified_at)) event, julianday(date(@now)) - julianday(date(p.qualified_at)) follow_up
            from temp.places p left join temp.taught t on t.learner_id = p.learner_id where p.generation = {generation} and p.qualified_at is not null),
          days as (select coalesce(event, follow_up) day, count(*) gone, count(event) delivered from people group by 1),
          risk as (select day, delivered, sum(gone) over (order by day desc) at_risk from days),
          curve as (select day, delivered, exp(sum(ln(1e-300 + 1.0 - delivered * 1.0 / at_risk)) over (order by day)) not_yet from risk)
        select min(day) from curve where delivered > 0 and not_yet <= 0.5 + 1e-9
        """);

    /// <summary>Mean anchor score after, of one generation, against that of the workshop.</summary>
    public double? Fidelity(int generation) => One($"""
        with scores as (select p.generation g, avg(a."right") score from cascade_answers a join temp.places p on p.learner_id = a.learner_id
            where p.generation = {generation} and exists (select 1 from cascade_sessions s where s.id = a.session_id and {OfS}) group by a.learner_id),
          seeds as (select avg(a."right") score from test_attempts t join test_answers a on a.attempt_id = t.id where {OfT} and t.occasion = 'Post' group by t.learner_id)
        select (select avg(score) from scores) / (select avg(score) from seeds)
        """);

    /// <summary>The heat map: share of right answers and people by message and generation. Answers the number of cells, and the sum of their people.</summary>
    public (int Cells, long People) HeatMap()
    {
        var (cells, people) = (0, 0L);
        using var command = Command($"""
            select message, generation, avg(correct), count(distinct learner_id), count(*) from (
              select a.message, p.generation, a."right" correct, a.learner_id from cascade_answers a
                join cascade_sessions s on s.id = a.session_id and {OfS} join temp.places p on p.learner_id = a.learner_id where a.message is not null)
            group by message, generation
            """);
        using var reader = command.ExecuteReader();
        for (; reader.Read(); cells++) people += reader.GetInt64(3);
        return (cells, people);
    }

    /// <summary>An institution's reach, in sessions held for it.</summary>
    public double? InstitutionReach(InstitutionId institution) =>
        One($"select count(*) from temp.places p join cascade_sessions s on s.id = p.session_id where s.institution_id = @id and {OfS}", institution.Value);

    public double? InstitutionClaimed(InstitutionId institution) =>
        One($"select sum(claimed_heads) from cascade_sessions s where s.institution_id = @id and s.standing = 'Undisputed' and {OfS}", institution.Value);

    public double? InstitutionQualified(InstitutionId institution) =>
        One("select count(distinct m.learner_id) from memberships m join temp.places p on p.learner_id = m.learner_id and p.qualified_at is not null where m.institution_id = @id and m.until is null", institution.Value);

    /// <summary>People whom somebody reached, directly and through others.</summary>
    public double? Tree(LearnerId root) => One("""
        with recursive tree(learner_id) as (select @id union select p.learner_id from tree join cascade_trainers t on t.learner_id = tree.learner_id join temp.places p on p.session_id = t.session_id)
        select count(*) - 1 from tree
        """, root.Value);

    public void Dispose() => connection.Dispose();

    private int Run(string sql, Guid id = default)
    {
        using var command = Command(sql);
        command.Parameters.AddWithValue("@id", id);
        return command.ExecuteNonQuery();
    }

    private double? One(string sql, Guid id = default)
    {
        using var command = Command(sql);
        command.Parameters.AddWithValue("@id", id);
        command.Parameters.AddWithValue("@step", Step);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("@module", module.Module);
        command.Parameters.AddWithValue("@version", module.Version);
        command.Parameters.AddWithValue("@now", DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        return command;
    }
}
