using Executor.Grains;
using Executor.Grains.Journal;
using Executor.Silo.Configuration;
using Executor.Silo.Emergency;
using Executor.Silo.Explaining;
using Executor.Silo.Hosting;
using Executor.Silo.Http;
using Executor.Silo.Intake;
using Executor.Silo.Journal;
using Executor.Silo.Live;
using Executor.Silo.Notifications;
using Executor.Silo.Paper;
using Executor.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Executor.Silo;

/// <summary>The composition root: puts a silo together from its settings.</summary>
public static class SiloHost
{
    /// <summary>File of grain state and reminders in the data folder.</summary>
    internal const string StateFile = "executor.db";

    /// <summary>Builds the host; nothing runs yet, but the data folder is claimed until it is disposed.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="customise">Called last: a test replaces or decorates services here.</param>
    /// <exception cref="IOException">The data folder is in use or cannot be written.</exception>
    public static WebApplication Create(SiloSettings settings, Action<WebApplicationBuilder>? customise = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var claim = DataDirectoryLock.Claim(settings.DataDirectory);
        try
        {
            DataDirectoryMode.Claim(settings);
            // Settings are read by SiloSettingsReader alone: ASPNETCORE_URLS, for one, must not open a second door.
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(SiloHost).Assembly.GetName().Name });
            builder.Services.AddSingleton(_ => claim);
            AddHost(builder, settings);
            AddTrading(builder.Services, settings);
            builder.UseOrleans(silo => AddOrleans(silo, settings));
            AddWork(builder.Services, settings);
            customise?.Invoke(builder);
            var app = builder.Build();
            app.Services.GetRequiredService<DataDirectoryLock>(); // disposed with the host
            app.UseMetrics(settings);
            app.UseBrowserGuard(settings);
            app.UseRouting();
            app.MapSignals();
            app.MapPositions();
            app.MapReports();
            app.MapExplanations();
            app.MapFleet();
            app.MapRoster();
            app.MapOutbox();
            app.MapHealth();
            return app;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    private static void AddHost(WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.WebHost.UseKestrelCore().UseUrls(Addresses(settings)).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2 * SignalEndpoints.MaxBodyBytes; // the endpoint refuses earlier, with a text
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddProblemDetails();
        builder.AddTelemetry(settings);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.Warning)
            .AddFilter("Polly", LogLevel.Warning)
            .AddFilter("Orleans.Runtime.MembershipService", LogLevel.Information);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
    }

    private static string[] Addresses(SiloSettings settings) =>
        [.. new[] { settings.Http, settings.Metrics }.OfType<Uri>().Select(address => address.GetLeftPart(UriPartial.Authority))];

    private static void AddTrading(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Live is { } live)
            services.AddLiveTrading(live, settings.Symbols.Select(setup => setup.Symbol));
        else
            services.AddPaperTrading(settings);
        services.AddSingleton<JournalHub>();
        services.AddSingleton<IJournalSink, JournalFanOut>();
        services.AddSingleton<Roster>();
        services.AddSingleton<RosterDesk>();
        services.AddSingleton(new LineTailerOptions());
        services.AddSingleton<MarketHistories>();
        services.AddSingleton<PositionReader>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<FleetStarter>();
        services.AddSingleton<EmergencyDesk>();
        services.AddHostedService<JournalFileWriter>(); // before the silo: it hears the first event, and the last
        services.AddWebhooks();
    }

    private static void AddOrleans(ISiloBuilder silo, SiloSettings settings)
    {
        silo.AddStorage(settings);
        if (settings.IsPushing)
            silo.AddActivityPropagation(); // a trace goes on in the silo that is called
        silo.Services.AddSingleton(settings.Limits);
        silo.Services.AddGrainStateSchemas().AddExecutorGrains();
        silo.Services.Configure<GrainOptions>(options =>
        {
            options.EmergencyCooldown = settings.EmergencyCooldown;
            if (settings.Live is not null)
                options.ExchangeTimeout = LiveServices.ExchangeTimeout;
        });
    }

    /// <summary>What needs a running silo; started in this order, stopped in the reverse one.</summary>
    private static void AddWork(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Live is null)
            services.AddPaperReports();
        services.AddHostedService<RosterFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<FleetStarter>());
        services.AddHostedService<EmergencyFlags>();
        if (settings.Live is null)
            services.AddPaperMarkets();
        else
            services.AddLiveMarkets();
        services.AddHostedService<FeedIntake>();
        services.AddHostedService<SignalIntake>();
    }
}
