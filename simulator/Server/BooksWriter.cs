using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Executor.Simulator.Server;

/// <summary>Opens the venue with the host, and writes prices and charges interest once a second.</summary>
internal sealed class BooksWriter(Venue venue, SimulatorBooks books, ILogger<BooksWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        logger.VenueOpened(venue.Scenario.Markets.Length, venue.Scenario.Customers.Length, books.Place);
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                venue.Flush();
        }
        catch (OperationCanceledException)
        {
            // the host stops; the venue writes what waits when it is disposed
        }
    }
}

/// <summary>Where the books are, for the log.</summary>
internal sealed record SimulatorBooks(string Place);
