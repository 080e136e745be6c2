using System.CommandLine;
using System.Text.Json;
using Executor.Silo.Configuration;

namespace Executor.Silo.Operator;

/// <summary>What an operator tells a running silo: <c>pause</c>, <c>sleep</c>, <c>wake</c>, <c>shutdown</c>, <c>release</c>, <c>roster</c>, <c>status</c>.</summary>
internal static class OperatorVerbs
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int NotProvenFlat = 3;

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    public static IEnumerable<Command> Build()
    {
        var reason = new Option<string>("--reason") { Description = "Why, for the journal.", HelpName = "TEXT" };
        var someSymbol = new Argument<string?>("SYMBOL") { Description = "One symbol; without it, all.", Arity = ArgumentArity.ZeroOrOne };
        yield return Verb(
            "pause", "No entries until 'wake' (all) or 'release SYMBOL' (one); what is open stays protected.", [reason, someSymbol],
            (silo, parsed, stop) => silo.PostAsync(Path(parsed.GetValue(someSymbol) is { } symbol ? $"/positions/{Escaped(symbol)}/pause" : "/fleet/pause", parsed.GetValue(reason)), stop));
        var sleepReason = new Option<string>("--reason") { Description = "Why, for the journal.", HelpName = "TEXT" };
        yield return Verb(
            "sleep", "As pause, and every signal is answered 'asleep'.", [sleepReason],
            (silo, parsed, stop) => silo.PostAsync(Path("/fleet/sleep", parsed.GetValue(sleepReason)), stop));
        yield return Verb("wake", "Ends pause, sleep and shutdown.", [], (silo, _, stop) => silo.PostAsync("/fleet/wake", stop));
        var oneSymbol = new Argument<string>("SYMBOL") { Description = "The symbol." };
        yield return Verb(
            "release", "Ends the hold of one symbol: a pause, a quarantine, a halt.", [oneSymbol],
            (silo, parsed, stop) => silo.PostAsync($"/positions/{Escaped(parsed.GetRequiredValue(oneSymbol))}/release", stop));
        yield return Verb("status", "Mode, limits and positions.", [], async (silo, _, stop) =>
        {
            var fleet = await silo.GetAsync("/fleet", stop);
            OperatorTexts.WritePositions(Console.Out, await silo.GetAsync("/positions", stop));
            return fleet;
        });
        yield return Roster();
        yield return Shutdown();
    }

    private static Command Roster()
    {
        var roster = Verb("roster", "Who is traded, who leaves, and who decided it.", [], (silo, _, stop) => silo.GetAsync("/fleet/symbols", stop));
        roster.Subcommands.Add(Change(
            "add", "Trades a symbol in every silo, from now on and after restarts, whatever SYMBOLS says.", (silo, path, stop) => silo.PostAsync(path, stop)));
        roster.Subcommands.Add(Change(
            "remove", "Enters nothing of a symbol any more, whatever SYMBOLS says; its position is managed until it is flat.",
            (silo, path, stop) => silo.DeleteAsync(path, stop)));
        return roster;

        static Command Change(string name, string description, Func<SiloClient, string, CancellationToken, Task<JsonElement>> call)
        {
            var symbol = new Argument<string>("SYMBOL") { Description = "The symbol." };
            var reason = new Option<string>("--reason") { Description = "Why, for the journal.", HelpName = "TEXT" };
            return Verb(name, description, [reason, symbol], (silo, parsed, stop) =>
                call(silo, Path($"/fleet/symbols/{Escaped(parsed.GetRequiredValue(symbol))}", parsed.GetValue(reason)), stop));
        }
    }

    private static Command Shutdown()
    {
        var flatten = new Option<bool>("--flatten") { Description = "Close every position at market, and have it proven on the exchange." };
        var reason = new Option<string>("--reason") { Description = "Why, for the journal.", HelpName = "TEXT" };
        var wait = new Option<int>("--wait") { Description = "Seconds to wait for the end; it goes on without us.", DefaultValueFactory = _ => 120, HelpName = "SECONDS" };
        var verb = new Command("shutdown", "Emergency: sleep, look at every symbol, and close what is open if asked to. Exit code 3: not all proven flat.")
        {
            flatten, reason, wait,
        };
        verb.SetAction((parsed, cancellationToken) => RunAsync(async silo =>
        {
            var path = $"/fleet/shutdown?flatten={(parsed.GetValue(flatten) ? "true" : "false")}";
            var fleet = await silo.PostAsync(parsed.GetValue(reason) is { } text ? $"{path}&reason={Escaped(text)}" : path, cancellationToken);
            for (var waited = TimeSpan.Zero; !OperatorTexts.IsDone(fleet) && waited.TotalSeconds < parsed.GetValue(wait); waited += AskEvery)
            {
                await Task.Delay(AskEvery, TimeProvider.System, cancellationToken);
                fleet = await silo.GetAsync("/fleet", cancellationToken);
            }

            OperatorTexts.WriteFleet(Console.Out, fleet);
            return OperatorTexts.IsDone(fleet) && (!parsed.GetValue(flatten) || OperatorTexts.IsFlat(fleet)) ? Done : NotProvenFlat;
        }));
        return verb;
    }

    private static Command Verb(
        string name, string description, IEnumerable<Symbol> parts, Func<SiloClient, ParseResult, CancellationToken, Task<JsonElement>> call)
    {
        var verb = new Command(name, description);
        foreach (var part in parts)
        {
            if (part is Option option)
                verb.Options.Add(option);
            else if (part is Argument argument)
                verb.Arguments.Add(argument);
        }

        verb.SetAction((parsed, cancellationToken) => RunAsync(async silo =>
        {
            OperatorTexts.Write(Console.Out, await call(silo, parsed, cancellationToken));
            return Done;
        }));
        return verb;
    }

    private static async Task<int> RunAsync(Func<SiloClient, Task<int>> act)
    {
        try
        {
            using var silo = SiloClient.FromSettings(SiloConfiguration.Load());
            return await act(silo);
        }
        catch (Exception exception) when (exception is SiloCallException or InvalidDataException or FormatException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
    }

    private static string Path(string path, string? reason) => reason is null ? path : $"{path}?reason={Escaped(reason)}";

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
