using System.Globalization;
using System.Text.Json;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Live.Validation;
using Executor.Silo.Terminal;

namespace Executor.Silo;

/// <summary><c>run</c>: one silo until it is told to stop.</summary>
internal static class RunVerb
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int SettingsRefused = 2;

    public static async Task<int> RunAsync(TextWriter errors, CancellationToken cancellationToken)
    {
        if (!TryReadSettings(errors, out var settings))
            return SettingsRefused;
        try
        {
            if (settings.Live is { ValidateOnly: true })
                return await ValidateVerb.RunAsync(settings, Console.Out, errors, cancellationToken);
            if (settings.Live is not null)
            {
                var report = await ValidateVerb.WriteAsync(settings, Console.Out, cancellationToken);
                if (IsRefused(settings, report))
                {
                    await errors.WriteLineAsync("Nothing was started: the validation failed. What was open on the exchange stays there as it is.");
                    return SettingsRefused;
                }

                settings = settings with { NotValidated = report.FailedSymbols };
            }

            await using var host = SiloHost.Create(settings, builder => builder.AddTerminal());
            var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(RunVerb));
            foreach (var warning in settings.Warnings)
                logger.SettingWithoutEffect(warning);
            await host.StartAsync(cancellationToken);
            await host.WaitForShutdownAsync(cancellationToken); // SIGINT and SIGTERM end the wait and stop the host in order
            return Done;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await errors.WriteLineAsync($"The executor cannot run: {exception.Message}");
            await errors.WriteLineAsync(exception.ToString());
            return Failed;
        }
    }

    /// <summary>
    /// What fails for everything refuses the start. What fails for a symbol alone does too on the first start of a single executor, whose owner is there to read
    /// it; an executor that has run here before, or shares its positions with other silos, may have positions to look after: the symbol is held instead, and the
    /// others trade.
    /// </summary>
    internal static bool IsRefused(SiloSettings settings, ValidationReport report) => report.IsUnusable
        || (report.Worst == Verdict.Fail && settings.Storage.Profile == StorageProfile.Local && !DataDirectoryMode.IsUsed(settings));

    /// <summary>Where the text breaks; not what stands there, which may be a secret.</summary>
    private static string Place(Exception exception) => exception.GetBaseException() is JsonException { LineNumber: { } line }
        ? string.Create(CultureInfo.InvariantCulture, $"Line {line + 1} is not valid JSON.")
        : string.Empty;

    /// <summary>Reads the settings; false when there is any problem, and all of them are on <paramref name="errors"/>.</summary>
    internal static bool TryReadSettings(TextWriter errors, out SiloSettings settings)
    {
        SiloSettingsResult read;
        try
        {
            read = SiloSettingsReader.Read(SiloConfiguration.Load());
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException)
        {
            errors.WriteLine($"appsettings.json cannot be read: {exception.Message} {Place(exception)}");
            settings = null!;
            return false;
        }

        if (read.Problems.Length > 0)
            errors.WriteLine($"Nothing was started: {read.Problems.Length} setting(s) cannot be obeyed.");
        foreach (var problem in read.Problems)
            errors.WriteLine($"  {problem}");
        settings = read.Settings!;
        return read.Settings is not null;
    }
}
