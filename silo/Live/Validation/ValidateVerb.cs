using System.CommandLine;
using Executor.Silo.Configuration;
using Executor.Silo.Terminal;

namespace Executor.Silo.Live.Validation;

/// <summary><c>validate</c>: is everything ready for live trading? Changes nothing. Exit code 0: yes; 1: yes, with warnings; 2: no.</summary>
internal static class ValidateVerb
{
    private const int Refused = 2;

    public static Command Build()
    {
        var validate = new Command(
            "validate", "Checks connection, clock, key, rules, funds and limits of EXCHANGE=binance, and changes nothing. Ends with 0 (all passed), 1 (warnings) or 2.");
        validate.SetAction((_, cancellationToken) => RunAsync(Console.Out, Console.Error, cancellationToken));
        return validate;
    }

    private static async Task<int> RunAsync(TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (!RunVerb.TryReadSettings(errors, out var settings))
            return Refused;
        return await RunAsync(settings, output, errors, cancellationToken);
    }

    /// <summary>Validates and writes the table.</summary>
    public static async Task<int> RunAsync(SiloSettings settings, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (settings.Live is null)
        {
            await errors.WriteLineAsync($"There is nothing to validate: {SettingNames.Exchange} is paper. Set {SettingNames.Exchange}=binance, the address and a key.");
            return Refused;
        }

        return (await WriteAsync(settings, output, cancellationToken)).ExitCode;
    }

    /// <summary>Validates, writes the table and gives the report.</summary>
    public static async Task<ValidationReport> WriteAsync(SiloSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(ModeTexts.Banner(settings.Live));
        var report = await LiveValidator.RunAsync(settings, cancellationToken);
        ValidationTable.Write(output, report);
        return report;
    }
}
