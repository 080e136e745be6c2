using Spectre.Console;

namespace Executor.Silo.Terminal;

/// <summary>Registration of the terminal: for the command line, not for tests.</summary>
internal static class TerminalServices
{
    public static void AddTerminal(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(AnsiConsole.Console);
        builder.Services.AddSingleton<TerminalLines>();
        builder.Services.AddSingleton<ILoggerProvider, TerminalLoggerProvider>();
        builder.Services.AddHostedService<TerminalService>();
    }
}
