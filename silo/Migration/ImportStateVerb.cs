using System.CommandLine;
using Executor.Core.Migration;
using Executor.Core.Signals;
using Executor.Grains.Signals;
using Executor.Silo.Configuration;
using Executor.Storage.Sqlite;

namespace Executor.Silo.Migration;

/// <summary><c>import-state</c>: takes the original's state file over, while neither program runs.</summary>
internal static class ImportStateVerb
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Refused = 2;

    public static Command Build()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "State file of the original (executor_state.json)." };
        var symbol = new Option<string>("--symbol") { Description = "Traded pair; needed when several are configured.", HelpName = "SYMBOL" };
        var apply = new Option<bool>("--apply") { Description = "Write; without it nothing is." };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };
        var verb = new Command("import-state", "Takes over the state file of the original: a dry run, unless --apply is given.") { file, symbol, apply, json };
        verb.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(file).FullName, parsed.GetValue(symbol), parsed.GetValue(apply), parsed.GetValue(json), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(string path, string? symbol, bool apply, bool asJson, CancellationToken cancellationToken)
    {
        if (!RunVerb.TryReadSettings(Console.Error, out var settings))
            return Refused;
        try
        {
            var report = await ImportAsync(settings, path, symbol, apply, TimeProvider.System, cancellationToken);
            if (asJson)
            {
                await using var output = Console.OpenStandardOutput();
                report.WriteJson(output);
            }
            else
            {
                report.WriteTable(Console.Out);
            }

            return report.Verdict is null or ImportVerdict.Refused ? Refused : Done;
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Refused;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"Nothing was imported: {exception.Message}");
            return Failed;
        }
    }

    /// <summary>Reads the file, compares it with what is stored, and writes it when that is wanted and allowed.</summary>
    /// <exception cref="ArgumentException">The symbol is not configured, or not named.</exception>
    /// <exception cref="IOException">The file cannot be read, or a silo runs on the data folder.</exception>
    internal static async Task<ImportReport> ImportAsync(
        SiloSettings settings, string path, string? symbol, bool apply, TimeProvider clock, CancellationToken cancellationToken)
    {
        var setup = Choose(settings, symbol);
        var file = await File.ReadAllBytesAsync(path, cancellationToken);
        var isNew = !Directory.Exists(settings.DataDirectory);
        if (isNew && !apply)
            return Report(Read(), new ImportVerdict.Write(), isApplied: false);

        await using var silo = StoppedSilo.Open(settings);
        var result = Read();
        if (result.State is null)
            return Report(result, null, isApplied: false);

        var position = await silo.PositionAsync(setup.Symbol, cancellationToken);
        var verdict = ImportVerdict.Of(position.State, result);
        if (!apply || verdict is not ImportVerdict.Write)
            return Report(result, verdict, isApplied: false);

        var signals = await silo.SignalsAsync(setup.Symbol, cancellationToken);
        await silo.WriteAsync(position with { State = result.State }, Merge(signals, result.Signals!, setup), cancellationToken);
        return Report(result, verdict, isApplied: true);

        ImportResult Read() => StateImport.Read(file, setup.Configuration.Settings, ImportRules.For(setup, settings, file), clock.GetUtcNow());

        ImportReport Report(ImportResult read, ImportVerdict? verdict, bool isApplied) =>
            new() { File = path, Result = read, Verdict = read.State is null ? null : verdict, IsApplied = isApplied };
    }

    private static SymbolSetup Choose(SiloSettings settings, string? symbol)
    {
        var names = string.Join(", ", settings.Symbols.Select(setup => setup.Symbol));
        if (symbol is null)
            return settings.Symbols is [var only] ? only : throw new ArgumentException($"Name the pair with --symbol: {names} are configured.");
        return settings.Symbols.FirstOrDefault(setup => setup.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{symbol} is not configured; {names} are.");
    }

    /// <summary>What the original has seen comes before what was seen here; the place in the signal log stays.</summary>
    private static StoredRow<IngestState> Merge(StoredRow<IngestState> stored, SignalMemory imported, SymbolSetup setup)
    {
        var present = stored.State ?? new IngestState();
        var memory = (present.Memory ?? SignalMemory.For(setup.Configuration.Settings)).WithSettings(setup.Configuration.Settings);
        var merged = (imported with { Keys = [.. imported.Keys.Concat(memory.Keys).Distinct(StringComparer.Ordinal)] })
            .WithSettings(setup.Configuration.Settings);
        DateTimeOffset? watermark = memory.Watermark is { } here && !(imported.Watermark > here) ? here : imported.Watermark;
        return stored with { State = present with { Memory = merged with { Watermark = watermark } } };
    }
}
