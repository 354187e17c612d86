using LearningHub.Grains.Audit;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Help;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Cascade.SpotLots;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Grains.Flags;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Questions;
using LearningHub.Grains.Learning.TeachBacks;
using LearningHub.Grains.Live;
using LearningHub.Grains.Messages;
using LearningHub.Grains.Outboxes;
using LearningHub.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains;

/// <summary>Every table of the hub: the journal, the read tables made from it, and Identity, the only place with names and contacts.</summary>
/// <remarks>Each row type has its <see cref="IEntityTypeConfiguration{TEntity}"/> beside it; tables and columns get snake_case names by themselves.
/// After a change here run <c>tools/migrations.sh</c>.</remarks>
public abstract class HubDbContext(DbContextOptions options) : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    // The installation
    public DbSet<Secret> Secrets => Set<Secret>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    // Cohorts
    public DbSet<CohortRow> Cohorts => Set<CohortRow>();
    public DbSet<CohortModuleRow> CohortModules => Set<CohortModuleRow>();
    public DbSet<CohortPersonRow> CohortPeople => Set<CohortPersonRow>();
    public DbSet<CohortSessionRow> CohortSessions => Set<CohortSessionRow>();
    public DbSet<HalfDayRow> HalfDays => Set<HalfDayRow>();
    public DbSet<AttendanceRow> Attendance => Set<AttendanceRow>();
    public DbSet<AttendanceChangeRow> AttendanceChanges => Set<AttendanceChangeRow>();
    public DbSet<ProgrammeRow> Programmes => Set<ProgrammeRow>();
    public DbSet<EvidenceExportRow> EvidenceExports => Set<EvidenceExportRow>();
    public DbSet<TargetRow> Targets => Set<TargetRow>();

    // The live room
    public DbSet<LiveSessionRow> LiveSessions => Set<LiveSessionRow>();
    public DbSet<LiveParticipantRow> LiveParticipants => Set<LiveParticipantRow>();
    public DbSet<LiveTextRow> LiveTexts => Set<LiveTextRow>();
    public DbSet<LiveTakeawayRow> LiveTakeaways => Set<LiveTakeawayRow>();

    // People
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<PersonContact> Contacts => Set<PersonContact>();
    public DbSet<PersonLinkRow> PersonLinks => Set<PersonLinkRow>();
    public DbSet<ConsentRow> Consents => Set<ConsentRow>();
    public DbSet<DuplicateCandidate> DuplicateCandidates => Set<DuplicateCandidate>();

    // Flags and audit
    public DbSet<FlagReviewRow> FlagReviews => Set<FlagReviewRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    // Learning
    public DbSet<LessonReadRow> LessonsRead => Set<LessonReadRow>();
    public DbSet<SelfCheckRow> SelfChecks => Set<SelfCheckRow>();
    public DbSet<TestAttemptRow> TestAttempts => Set<TestAttemptRow>();
    public DbSet<TestAnswerRow> TestAnswers => Set<TestAnswerRow>();
    public DbSet<QualificationRow> Qualifications => Set<QualificationRow>();
    public DbSet<PledgeRow> Pledges => Set<PledgeRow>();
    public DbSet<LiveTakenRow> LiveTaken => Set<LiveTakenRow>();
    public DbSet<ItemUseRow> ItemUses => Set<ItemUseRow>();
    public DbSet<RehearsalRow> Rehearsals => Set<RehearsalRow>();
    public DbSet<OwnWordsRow> OwnWords => Set<OwnWordsRow>();
    public DbSet<TeachBackRow> TeachBacks => Set<TeachBackRow>();
    public DbSet<TeachBackRatingRow> TeachBackRatings => Set<TeachBackRatingRow>();

    // Questions on lessons
    public DbSet<QuestionRow> LessonQuestions => Set<QuestionRow>();
    public DbSet<QuestionText> LessonQuestionTexts => Set<QuestionText>();

    // The cascade
    public DbSet<CascadeSessionRow> CascadeSessions => Set<CascadeSessionRow>();
    public DbSet<CascadeTrainerRow> CascadeTrainers => Set<CascadeTrainerRow>();
    public DbSet<CoTrainerRow> CoTrainers => Set<CoTrainerRow>();
    public DbSet<CouponRow> Coupons => Set<CouponRow>();
    public DbSet<PaperSheetRow> PaperSheets => Set<PaperSheetRow>();
    public DbSet<ExposureRow> Exposures => Set<ExposureRow>();
    public DbSet<CascadeAnswerRow> CascadeAnswers => Set<CascadeAnswerRow>();
    public DbSet<SpotCheckRow> SpotChecks => Set<SpotCheckRow>();
    public DbSet<InstitutionRow> Institutions => Set<InstitutionRow>();
    public DbSet<InstitutionStaffRow> InstitutionStaff => Set<InstitutionStaffRow>();
    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    // Pledges
    public DbSet<PledgeStepRow> PledgeSteps => Set<PledgeStepRow>();
    public DbSet<PledgeSupervisor> PledgeSupervisors => Set<PledgeSupervisor>();

    // Spot checks of the cascade
    public DbSet<SpotLotRow> SpotLots => Set<SpotLotRow>();
    public DbSet<SpotLotSessionRow> SpotLotSessions => Set<SpotLotSessionRow>();
    public DbSet<SpotUnitRow> SpotUnits => Set<SpotUnitRow>();
    public DbSet<SpotAnswerRow> SpotAnswers => Set<SpotAnswerRow>();

    // What phones kept while they had no link
    public DbSet<OutboxRow> Outboxes => Set<OutboxRow>();

    // Messages and help
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<TextStop> TextStops => Set<TextStop>();
    public DbSet<HelpRow> HelpRequests => Set<HelpRow>();
    public DbSet<HelpText> HelpTexts => Set<HelpText>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>().ToTable("people");
        builder.Entity<IdentityRole<Guid>>().ToTable("roles");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
        builder.Entity<IdentityUserRole<Guid>>().ToTable("person_roles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("person_passkeys");
        builder.ApplyJournal();
        builder.ApplyConfigurationsFromAssembly(typeof(HubDbContext).Assembly);
        builder.UseSnakeCase();
    }
}

/// <summary>The hub on one SQLite file.</summary>
public sealed class SqliteHubDbContext(DbContextOptions<SqliteHubDbContext> options) : HubDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.StoreTimesAsText();
    }
}

/// <summary>The hub on PostgreSQL.</summary>
public sealed class PostgreSqlHubDbContext(DbContextOptions<PostgreSqlHubDbContext> options) : HubDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.StoreTimesAsUtc();
    }
}
